"""The HTTP API, the database, the queue, the jobs and the console."""
