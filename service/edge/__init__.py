"""What stands between the service and the Internet: it is passed before any room is asked."""
