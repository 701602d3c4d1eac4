"""What a person takes along from their log; every statement names the person it reads for."""
