"""The office's hub: revisions on a PostgreSQL server, originals in a folder or bucket."""
