-- One row per MVP who shares an address with another one, and one per name and id that several MVPs
-- have (docs/contract.md, Warnings). `plain` leaves out case, accents, blanks and invisible
-- characters; `first_ids` are the first few of many ids as one text.
-- key: file_number, line, warning
with alike as (
    select file_number, line, mvp_id, unnest([
        {'warning': 'same_email', 'plain': lower(email), 'value': email},
        {'warning': 'same_name', 'plain': plain(name), 'value': name},
        {'warning': 'similar_id', 'plain': plain(mvp_id), 'value': 'differ only in spelling'},
    ], recursive := true)
    from used
),
shared as (
    select warning, plain, first_ids(mvp_id) as ids, min(mvp_id) as first_id,
    from alike
    group by all
    having count(*) > 1
)
select file_number, line, warning, ids || ': ' || value as value, 1 as times,
from alike
join shared using (warning, plain)
where warning = 'same_email' or mvp_id = first_id
