"""Reads of a person's own records of learning; every statement names the person it reads for."""
