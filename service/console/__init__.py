"""The counsellors' desk: pages made on the server, small steps by HTMX, no script in the page."""
