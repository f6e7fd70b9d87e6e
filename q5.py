exec(open('/tmp/h/neg/q.py').read())
SUB={'advcl','acl','xcomp','obl','nmod','obj','nsubj:pass'}
def pos(r):
    p=r['path']; i=0
    while p[i]=='conj' and i+1<len(p): i+=1
    return p[i]
sub=lambda r:pos(r).split(':')[0] in SUB and pos(r)!='obl:tmod' and not r['outcome'] and not r['asker']
for s in('acc','stories'):
  for r in rows:
    if r['src']==s and r['p']<.12 and sub(r): print(s,'OK' if r['ok'] else 'no',r['type'],'['+r['anchor']+']',round(r['p'],3),pos(r),r['upos'],r['light'],r['rule'],'|',[a[1:] for a in r['A']],[a[1:] for a in r['R']],'|',r['text'][:300])
