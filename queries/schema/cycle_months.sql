-- One row per program year: in how many months of the year after it its cycle is shown, and in how
-- many it can be decided (docs/rules.md section 1).
create table cycle_months (
    year integer primary key,
    shown_months integer not null,
    decide_months integer not null,
)
