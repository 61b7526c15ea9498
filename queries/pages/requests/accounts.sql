-- One row per account of a source that is linked to an MVP, and for the program team also per
-- account in exports that is linked to nobody (docs/sources.md); only $account of $source, if they
-- are not null. mvp_id is null for the latter, export_rows for the former.
-- key: source, account, mvp_id, from_on
with known as (
    select source, account, mvp_id, from_on, to_on, null as export_rows from accounts
    union all by name
    select source, account, "rows" as export_rows from strangers
)
select source, account, mvp_id, from_on, to_on, export_rows,
from known
where
    coalesce(lower(source) = lower($source), true)
    and coalesce(lower(account) = lower($account), true)
order by all
