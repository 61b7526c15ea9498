-- One row per spell that ends before its second day or overlaps with another spell of the MVP
-- (docs/contract.md, Warnings). `most_compared` is how many spells of an MVP the others are
-- compared with.
-- key: file_number, line, warning
with stated as (
    select mvp_id, from_on, to_on from used
    union all
    select mvps.mvp_id, mvps.entered_on, mvps.left_on
    from mvps
    anti join used on used.mvp_id = mvps.mvp_id and used.from_on = mvps.entered_on
),
lasting as (
    select mvp_id, from_on, coalesce(to_on, 'infinity'::date) as ends_on,
        row_number() over (partition by mvp_id order by from_on) as place,
    from stated
    where ends_on > from_on
),
worded as (
    select *, 'left_before_entering' as warning from used where to_on <= from_on
    union all by name
    select used.*, 'overlapping_spells' as warning
    from used
    join lasting using (mvp_id, from_on)
    semi join lasting as other
        on other.mvp_id = used.mvp_id
        and other.place <= most_compared()
        and other.from_on != used.from_on
        and other.from_on < lasting.ends_on
        and other.ends_on > used.from_on
)
select
    file_number,
    line,
    warning,
    mvp_id || ': ' || from_on || coalesce(' to ' || to_on, ' on') as value,
    1 as times,
from worded
