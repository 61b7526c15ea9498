-- One row per set of settings of the program: the day from which it is in force (docs/rules.md
-- section 1). The first set is in force from the first day of the calendar that dates have.
create table rule_sets (
    in_force_from date primary key,
    counted_from date not null, -- the in_force_from of the first set with the same tracks and kinds
)
