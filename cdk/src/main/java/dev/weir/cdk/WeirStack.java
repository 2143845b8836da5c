package dev.weir.cdk;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** The whole mesh in one account and region: network, state, services, and the way in. */
final class WeirStack extends Stack {

  WeirStack(Construct scope, String id, WeirSettings settings) {
    super(scope, id);
    var vpc = new Network(this, settings).vpc();
    var storage = new Storage(this);
    var queues = new Queues(this, settings);
    var database = new Database(this, vpc, settings.database());
    var backends = new Services.Backends(storage, queues, database);
    var mesh = new Mesh(this, vpc);
    var services = new Services(this, settings, mesh, backends);
    new WorkerScaling(this, services.worker().service(), queues.tasks(), settings.workers());
    var balancer = new LoadBalancer(this, vpc, settings.entrance(), services.servers());
    alarms(settings, queues, database);

    output("MetadataUrl", balancer.url(Part.METADATA_SVC));
    output("SchedulerUrl", balancer.url(Part.SCHEDULER_SVC));
    output("ArtifactStoreUrl", balancer.url(Part.ARTIFACT_STORE));
    output("ArtifactBucket", storage.bucketName());
    output("TasksQueueUrl", queues.tasks().getQueueUrl());
    output("TaskEventsQueueUrl", queues.taskEvents().getQueueUrl());
    output("Cluster", mesh.cluster().getClusterName());
    output("DatabaseEndpoint", database.instance().getDbInstanceEndpointAddress());
    output("DatabaseSecret", database.secretName());
  }

  private void alarms(WeirSettings settings, Queues queues, Database database) {
    var alarms = new Alarms(this);
    queues.deadLetters().forEach(alarms::watchDeadLetters);
    alarms.watchStorage(database);
    settings.alarmEmail().ifPresent(alarms::mailTo);
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name).value(value).build();
  }
}
