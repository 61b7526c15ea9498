-- One row per setting of the program, with its value as TOML.
-- key: key
select key, value from rule_values
order by key
