"""What counts as an email address: its spelling alone, for nobody is asked over the network while a form is read."""

from forum.kit.i18n import _
from forum.kit.verdict import ALLOWED, Verdict, refuse


def whole(address: str) -> Verdict:
    from email_validator import EmailNotValidError, validate_email  # its tables are large, and few requests bring an address

    try:
        validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return refuse(_("Enter a whole address, such as office@city.example."))
    return ALLOWED
