-- One row per account of a source that is linked to an MVP, and for the program team also per
-- account in exports that is linked to nobody (docs/sources.md); only $account of $source, if they
-- are not null. mvp_id and name are null for the latter, export_rows for the former.
-- key: source, account, mvp_id, from_on
with known as (
    select source, account, mvp_id, from_on, to_on, null as export_rows from accounts
    union all by name
    select source, account, "rows" as export_rows from strangers
)
select
    known.source,
    known.account,
    known.mvp_id,
    membership.name,
    known.from_on,
    known.to_on,
    known.export_rows,
from known
left join membership using (mvp_id)
where
    coalesce(lower(known.source) = lower($source), true)
    and coalesce(lower(known.account) = lower($account), true)
order by all
