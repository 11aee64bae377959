'use strict';

const { accessKeyId, accessKeySecret, project, endpoint, call } = require('./endpoint');
const Client = require('@alicloud/log');

const client = new Client({ accessKeyId, accessKeySecret, endpoint: `http://${endpoint}` });
const now = Math.floor(Date.now() / 1000);
const from = new Date((now - 60) * 1000);
const to = new Date((now + 60) * 1000);

(async () => {
  await call('createProject', () => client.createProject('other-project', { description: 'd' }));
  await call('getProject', async () => (await client.getProject(project)).projectName);
  await call('createLogStore', () => client.createLogStore(project, 'more', { ttl: 7, shardCount: 3 }));
  await call('updateLogStore', () => client.updateLogStore(project, 'more', { ttl: 8, shardCount: 3 }));
  await call('getLogStore', async () => (({ logstoreName, ttl, shardCount }) => ({ logstoreName, ttl, shardCount }))(await client.getLogStore(project, 'more')));
  await call('listLogStore', async () => (await client.listLogStore(project, { logstoreName: 'mor', offset: 0, size: 10 })).logstores);
  await call('postLogStoreLogs', () => client.postLogStoreLogs(project, 'more', {
    logs: [
      { timestamp: now, content: { status: '200', path: '/index' }, timestampNsPart: 5 },
      { timestamp: now, content: { status: '404', path: '/missing' } },
    ],
    tags: [{ host: 'web-1' }],
    topic: 'access',
    source: '10.0.0.1',
  }));
  await call('getLogs', async () => (await client.getLogs(project, 'more', from, to)).length);
  await call('getLogs field', async () => (await client.getLogs(project, 'more', from, to, { query: 'status: 404', line: 10, offset: 0, reverse: true }))
    .map(({ __time__, ...fields }) => fields));
  await call('getLogs SQL', () => client.getLogs(project, 'more', from, to, { query: '* | select 1' }));
  await call('getHistograms', async () => (await client.getHistograms(project, 'more', from, to, { query: 'status: 200' }))
    .reduce((sum, interval) => sum + interval.count, 0));
  await call('getProjectLogs', () => client.getProjectLogs(project, { query: 'select 1' }));
  await call('getIndexConfig', () => client.getIndexConfig(project, 'more'));
  await call('deleteLogStore', () => client.deleteLogStore(project, 'more'));
  await call('getLogStore deleted', () => client.getLogStore(project, 'more'));
  await call('deleteProject', () => client.deleteProject('other-project'));
})();
