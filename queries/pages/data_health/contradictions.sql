-- One row per warning about an input row that contradicts itself or another row: what is wrong, and
-- what to do. times is how many rows of the file are alike; line is the first of them.
-- key: file, line, fault, value
select file, line, replace(warning, '_', ' ') as fault, value, times, to_do as hint
from warnings
where warning != 'unmapped_value'
order by file, line, fault, value
