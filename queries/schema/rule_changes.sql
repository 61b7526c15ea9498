-- One row per setting that changes on a date (docs/rules.md section 1), with its values as TOML.
create table rule_changes (
    changed_on date not null,
    key varchar not null,
    before varchar,     -- null: there was no such setting
    after varchar,      -- null: there is no such setting any more
    primary key (changed_on, key),
)
