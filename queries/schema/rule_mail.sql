-- One row: the mail server, and how mails are sent. Pages show none of it.
create table rule_mail (
    in_force_from date primary key,
    host varchar,               -- [mail.host] null: nothing can be sent by mail
    port integer not null,      -- [mail.port]
    security varchar not null,  -- [mail.security] starttls, tls, none
    user_name varchar,          -- [mail.user] null: the server asks for no sign-in
    sender varchar,             -- [mail.sender] null: nothing can be sent by mail
    per_minute integer not null,  -- [mail.per_minute]
)
