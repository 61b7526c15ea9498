-- One row: the mail server and how mails are sent, and whom an MVP can ask.
-- key: one row
select
    rule_mail.host,
    rule_mail.port,
    rule_mail.security,
    rule_mail.user_name,
    rule_mail.sender,
    rule_mail.per_minute,
    rule_settings.contact,
from rule_mail
cross join rule_settings
