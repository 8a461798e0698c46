"""Storage: the encrypted vault, its key slots and its threads. The only room with peewee, SQLCipher and
keyring."""
