using LoanTwin.Web.Storage;

namespace LoanTwin.Web.Twin;

/// <summary>What a banner has to say: why no days go by or commands are not taken, and what will soon stop them.</summary>
internal sealed class TwinTrouble(TwinService service, Store store, TimeProvider time, ILogger<TwinTrouble> log)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private long _looked;
    private string? _warning;

    /// <summary>Nothing while all is well.</summary>
    public string? Text => service.Trouble ?? (store.Writer.Trouble is { } failure ? TextOf(failure) : null);

    /// <summary>Early enough to act: little space is left on the disk of the data folder.</summary>
    public string? Warning
    {
        get
        {
            lock (_gate)
            {
                if (_looked == 0 || time.GetElapsedTime(_looked) >= LookInterval)
                {
                    (_looked, _warning) = (time.GetTimestamp(), Look(_warning));
                }

                return _warning;
            }
        }
    }

    public static string TextOf(StorageException failure) => $"storage-{failure.Fault.ToString().ToLowerInvariant()}: {failure.Message}";

    private string? Look(string? before)
    {
        try
        {
            var space = store.Folder.ReadFreeSpace();
            var now = space.IsLow ? $"space-low: {space.FreeBytes / 1_000_000} MB are free on the disk of the data folder" : null;
            if (now is not null && before is null)
            {
                log.SpaceLow(now);
            }

            return now;
        }
        catch (IOException)
        {
            return "space-unknown: the disk of the data folder does not answer";
        }
    }
}
