"""Screenshots: a picture passes the gate, is sealed or read, and what was read are messages with their sides and places."""
