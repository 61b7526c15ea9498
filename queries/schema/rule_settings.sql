-- One row: the settings that stand alone, from data/program.toml.
create table rule_settings (
    rules_digest varchar not null,
    require varchar not null,
    expiring_days integer not null,
    exam_months integer not null,
    attempts integer not null,
    recent_days integer not null,
    shown_through_month integer not null,
    decide_by_month integer not null,
    decide_by_day integer not null,
    at_risk_below double not null,
    years_of_use integer not null,
    flagged_below double not null,
    too_few integer not null,
    stale_days integer not null,
)
