'use strict';

const { accessKeyId, accessKeySecret, project, endpoint, call } = require('./endpoint');
const sls = require('@alicloud/sls20201230');
const { Config } = require('@alicloud/openapi-core').$OpenApiUtil;

const signatureVersion = process.argv[3];
const config = new Config({ accessKeyId, accessKeySecret, endpoint, protocol: 'HTTP', regionId: 'cn-hangzhou', signatureVersion });
const client = new sls.default(config);
const now = Math.floor(Date.now() / 1000);
const range = { from: now - 60, to: now + 60 };
const group = 'group 1@host';

(async () => {
  await call('createProject', async () => (await client.createProject(new sls.CreateProjectRequest({ projectName: 'other-project', description: 'd' }))).statusCode);
  await call('getProject', async () => (await client.getProject(project)).body.projectName);
  await call('listProject', async () => (await client.listProject(new sls.ListProjectRequest({}))).body.projects.map((found) => found.projectName));
  await call('createLogStore', async () => (await client.createLogStore(project, new sls.CreateLogStoreRequest(
    { logstoreName: 'more', ttl: 7, shardCount: 2, autoSplit: true, maxSplitShard: 6, hotTtl: 7, mode: 'query' }))).statusCode);
  await call('updateLogStore', async () => (await client.updateLogStore(project, 'more', new sls.UpdateLogStoreRequest(
    { logstoreName: 'more', ttl: 8, maxSplitShard: 7, appendMeta: true }))).statusCode);
  await call('getLogStore', async () => (({ createTime, lastModifyTime, enableTracking, telemetryType, ...rest }) => rest)((await client.getLogStore(project, 'more')).body));
  await call('listLogStores', async () => (await client.listLogStores(project, new sls.ListLogStoresRequest({ logstoreName: 'mor' }))).body.logstores);
  await call('listShards', async () => (await client.listShards(project, 'more')).body.map((shard) => shard.shardID));
  await call('splitShard', async () => (await client.splitShard(project, 'more', '0', new sls.SplitShardRequest({ shardCount: 2 }))).body.length);
  await call('mergeShard', async () => (await client.mergeShard(project, 'more', '2')).body.length);
  const cursor = (await client.getCursor(project, 'logs', '0', new sls.GetCursorRequest({ from: 'begin' }))).body.cursor;
  await call('getCursorTime', async () => (await client.getCursorTime(project, 'logs', '0', new sls.GetCursorTimeRequest({ cursor }))).body.cursorTime > 0);
  await call('createConsumerGroup', async () => (await client.createConsumerGroup(project, 'logs', new sls.CreateConsumerGroupRequest(
    { consumerGroup: group, timeout: 60, order: true }))).statusCode);
  await call('updateConsumerGroup', async () => (await client.updateConsumerGroup(project, 'logs', group, new sls.UpdateConsumerGroupRequest(
    { timeout: 30, order: false }))).statusCode);
  await call('listConsumerGroup', async () => (await client.listConsumerGroup(project, 'logs')).body);
  await call('consumerGroupHeartBeat', async () => (await client.consumerGroupHeartBeat(project, 'logs', group, new sls.ConsumerGroupHeartBeatRequest(
    { consumer: 'c 1', body: [] }))).body);
  await call('consumerGroupUpdateCheckPoint', async () => (await client.consumerGroupUpdateCheckPoint(project, 'logs', group,
    new sls.ConsumerGroupUpdateCheckPointRequest({ consumer: 'c 1', forceSuccess: false, shard: 0, checkpoint: cursor }))).statusCode);
  await call('getCheckPoint', async () => (await client.getCheckPoint(project, 'logs', group, new sls.GetCheckPointRequest({ shard: 0 }))).body
    .map(({ shard, consumer, checkpoint }) => [shard, consumer, checkpoint === cursor]));
  await call('getCheckPoint missing', () => client.getCheckPoint(project, 'logs', 'missing', new sls.GetCheckPointRequest({})));
  await call('deleteConsumerGroup', async () => (await client.deleteConsumerGroup(project, 'logs', group)).statusCode);
  await call('getLogs', async () => (await client.getLogs(project, 'logs', new sls.GetLogsRequest({ ...range, query: 'status: 404', line: 10, reverse: false }))).body
    .map((log) => log.status));
  await call('getLogsV2', async () => (({ meta, data }) => [meta.count, meta.progress, data[0].status])((await client.getLogsV2(project, 'logs',
    new sls.GetLogsV2Request({ ...range, query: 'status: 404' }))).body));
  await call('getHistograms', async () => (await client.getHistograms(project, 'logs', new sls.GetHistogramsRequest({ ...range, query: '*' }))).body
    .reduce((sum, interval) => sum + interval.count, 0));
  await call('getLogs SQL', () => client.getLogs(project, 'logs', new sls.GetLogsRequest({ ...range, query: '* | select 1' })));
  await call('deleteLogStore', async () => (await client.deleteLogStore(project, 'more')).statusCode);
  await call('deleteProject', async () => (await client.deleteProject('other-project', new sls.DeleteProjectRequest({}))).statusCode);
})();
