-- One row per MVP of whom it is agreed by the as-of date that they leave on a later day
-- (docs/rules.md section 5): the end of their current spell, with an agreed_on.
-- key: mvp_id
select
    spells.mvp_id,
    spells.to_on as leaves_on,
from spells
join memberships using (mvp_id, to_on)
cross join dates
where spells.from_on <= dates.as_of and spells.to_on > dates.as_of
group by all
having min(memberships.agreed_on) <= any_value(dates.as_of)
