"""The rules of the written course: what a file may say, how it is read, checked and rendered."""
