"""Setting stored reports right: what is asked for, drafted, confirmed, taken back."""
