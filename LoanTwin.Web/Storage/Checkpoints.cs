using System.Security.Cryptography;

namespace LoanTwin.Web.Storage;

/// <summary>States of the twin as opaque bytes, each with its own hash.</summary>
internal static class Checkpoints
{
    public static void Put(WriteScope scope, int day, string kind, byte[] payload)
        => scope.Table("checkpoints").Put(day, kind, payload, SHA256.HashData(payload));
}
