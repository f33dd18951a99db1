print("ticketdeck")
