-- One row: the as-of date and the next checkpoint, in a sentence.
-- key: one row
select
    'As of ' || strftime(as_of, '%b %-d, %Y') || '. Next ' || checkpoint_word || ': '
    || strftime(next_checkpoint, '%b %-d') || case next_checkpoint - as_of
        when 0 then ', today.'
        when 1 then ', tomorrow.'
        else ', in ' || (next_checkpoint - as_of) || ' days.'
    end as sentence,
from years
cross join rule_settings
where is_current
