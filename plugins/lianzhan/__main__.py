"""`python -m lianzhan TASK …`. Worker processes import this module: it imports nothing for them."""

if __name__ == "__main__":
    from lianzhan.command_line import main

    main()
