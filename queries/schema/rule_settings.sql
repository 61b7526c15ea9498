-- One row: the settings that belong to no track, level or other row. Here and in the other rule_*
-- tables, a column names in brackets the key of data/program.toml that it holds. A build has the
-- rows of each set of settings (rule_sets); a day sees those in force, without in_force_from.
create table rule_settings (
    in_force_from date primary key,
    rules_digest varchar not null,
    start_month integer not null,          -- [year.start]
    start_day integer not null,            -- [year.start]
    is_named_after_end boolean not null,   -- [year.named_after]
    any_track varchar not null,            -- [tracks.*.use] "any one of the four tracks"
    nda varchar not null,                  -- [membership.nda]
    uses_certification boolean not null,   -- [parts.certification]: certificates are shown
    uses_exams boolean not null,           -- [parts.certification]: somebody has to pass
    uses_nda boolean not null,             -- [membership.nda]
    uses_nominations boolean not null,     -- [parts.nominations]
    uses_benefits boolean not null,        -- [parts.benefits]
    uses_renewal boolean not null,         -- [parts.renewal]
    uses_letters boolean not null,         -- [parts.letters]
    uses_points boolean not null,          -- [tracks.*.measure]: a track of some set counts points
    require varchar not null,              -- [commitments.require]
    expiring_days integer not null,        -- [certification.expiring_days]
    exam_months integer not null,          -- [certification.exam_months]
    attempts integer not null,             -- [certification.attempts]
    recent_days integer not null,          -- [risk.recent_days]
    few_answers integer not null,          -- [risk.few_answers]
    days_a_week integer not null,
    band_low double not null,               -- [fan.low]
    band_middle double not null,            -- [fan.middle]
    band_high double not null,              -- [fan.high]
    small_team integer not null,           -- [data.small_team]
    shown_months integer not null,         -- [renewal.shown_months]
    decide_months integer not null,        -- [renewal.decide_months]
    at_risk_below double not null,         -- [renewal.at_risk_below]
    years_of_use integer not null,         -- [nominations.years_of_use]
    max_session_hours integer not null,    -- [access.max_session_hours]
    decided_by varchar not null,           -- [requests.decided_by]
    flagged_below double not null,         -- [record.flagged_below]
    too_few integer not null,              -- [record.too_few]
    bands integer not null,                -- [record.bands]
    deviations double not null,            -- standard deviations of a 95% interval
    stale_days integer not null,           -- [data.stale_days]
    contact varchar,                       -- [letters.contact] null: letters cannot be written
    person_word varchar not null,          -- [words.person] "MVP"
    people_word varchar not null,          -- [words.people] "MVPs"
    checkpoint_word varchar not null,      -- [words.checkpoint]
)
