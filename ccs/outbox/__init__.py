"""What must be told to the outside: written in the transaction that causes it, sent by a worker."""
