-- One row per link of an account to an MVP that was refused.
create table refusals (
    source varchar not null,
    account varchar not null,
    mvp_id varchar,          -- null: the account is that of no MVP
)
