"""Screenshots: a picture passes the gate, then is sealed or read into messages with their sides and places."""
