-- One row per program year: the months of the year after it in which its renewals are shown, and in
-- which decisions can be made, once it is over (docs/rules.md section 1).
create table renewal_months (
    year integer primary key,
    shown_months integer not null,
    decide_months integer not null,
)
