print("ticket-svc")
