"""What Redis does in one piece, so that two who write at once cannot undo one another's work.

A class is three keys: a hash of rows, with what belongs to none of them under names that begin with "!"; a sorted set
that tells in which change each row was last written; and a hash of numbers.
"""

# KEYS: rows, log. ARGV: head, gate, plan, milliseconds that it lives without anybody. 1 if the code was free.
CREATE = """
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], '!head', ARGV[1], '!gate', ARGV[2], '!count', 0, '!seq', 1, 'plan', ARGV[3])
redis.call('ZADD', KEYS[2], 1, 'plan')
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return 1
"""

# KEYS: rows, log. ARGV: field, the row as it was and as it is to be ("" for none), how many members more, the most of
# them, what must be open, what is open from now on ("" for no change), milliseconds. The number of the change, or why
# there is none: 0 changed, -1 gone, -2 shut, -3 full.
SWAP = """
if redis.call('EXISTS', KEYS[1]) == 0 then return -1 end
local now = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if now ~= ARGV[2] then return 0 end
local gate = redis.call('HGET', KEYS[1], '!gate') or ''
if ARGV[6] ~= '' and not string.find(gate, '|' .. ARGV[6] .. '|', 1, true) then return -2 end
local count = tonumber(redis.call('HGET', KEYS[1], '!count'))
local more = tonumber(ARGV[4])
if more > 0 and count >= tonumber(ARGV[5]) then return -3 end
if more ~= 0 then redis.call('HINCRBY', KEYS[1], '!count', more) end
local seq = redis.call('HINCRBY', KEYS[1], '!seq', 1)
if ARGV[3] == '' then redis.call('HDEL', KEYS[1], ARGV[1]) else redis.call('HSET', KEYS[1], ARGV[1], ARGV[3]) end
redis.call('ZADD', KEYS[2], seq, ARGV[1])
if ARGV[7] ~= '' then redis.call('HSET', KEYS[1], '!gate', ARGV[7]) end
redis.call('PEXPIRE', KEYS[1], ARGV[8])
redis.call('PEXPIRE', KEYS[2], ARGV[8])
return seq
"""

# KEYS: rows, log. ARGV: the last change that is known. Nothing if there is no such class; else its head, the last
# change, and field, change and row of all that was written since.
CHANGES = """
local seq = redis.call('HGET', KEYS[1], '!seq')
if not seq then return false end
local found = {redis.call('HGET', KEYS[1], '!head'), seq}
local fields = redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[1], '+inf', 'WITHSCORES')
for i = 1, #fields, 2 do
  found[#found + 1] = fields[i]
  found[#found + 1] = fields[i + 1]
  found[#found + 1] = redis.call('HGET', KEYS[1], fields[i]) or ''
end
return found
"""

# KEYS: rows, log, numbers. ARGV: milliseconds, then member and numbers in turn. Nothing is kept of a class that is
# no more.
NUMBERS = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
for i = 2, #ARGV, 2 do redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1]) end
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[1]) end
return 1
"""

# KEYS: rows, log. ARGV: head, gate, milliseconds, then field and row in turn: what a process knows of a class that
# Redis has lost. What somebody has put back already stays.
RESTORE = """
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], '!head', ARGV[1], '!gate', ARGV[2], '!count', 0, '!seq', 0)
end
for i = 4, #ARGV, 2 do
  if redis.call('HSETNX', KEYS[1], ARGV[i], ARGV[i + 1]) == 1 then
    redis.call('ZADD', KEYS[2], redis.call('HINCRBY', KEYS[1], '!seq', 1), ARGV[i])
    if string.sub(ARGV[i], 1, 2) == 'm:' then redis.call('HINCRBY', KEYS[1], '!count', 1) end
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return 1
"""
