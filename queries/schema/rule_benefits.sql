-- One row per standard benefit.
create table rule_benefits (
    benefit varchar primary key,  -- [benefits.standard]
)
