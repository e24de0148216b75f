namespace IrsaOperator.Sandbox.ControlPlane;

internal sealed record ControlPlanePorts(int EtcdClient, int EtcdPeer, int ApiServer)
{
    public static ControlPlanePorts Choose(int? apiServer) => new(FreePort.Find(), FreePort.Find(), apiServer ?? FreePort.Find());
}
