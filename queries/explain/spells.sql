-- One row per spell of an explained MVP, as seen on $day (docs/rules.md section 16). The days up to
-- the next spell are seen once the spell has ended.
-- key: mvp_id, from_on
select
    spells.mvp_id,
    spells.from_on,
    if(spells.to_on <= $day, spells.to_on, null) as to_on,
    if(spells.to_on <= $day, spells.next_from_on, null) as next_from_on,
from spells
semi join explained using (mvp_id)
where spells.from_on <= $day
order by mvp_id, from_on
