-- One row per number of days before the end of a certificate on which an MVP is reminded.
create table rule_reminders (
    in_force_from date not null,
    days integer not null,  -- [mail.certificate_reminder_days]
    primary key (in_force_from, days),
)
