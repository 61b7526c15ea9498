-- One row per setting that changes on a date, with its values as TOML (docs/rules.md section 1).
-- before is null for a setting that was not there, after for one that is not there any more.
-- key: changed_on, key
select changed_on, key, before, after from rule_changes
order by changed_on, key
