using LoanTwin.Web.Storage;
using Microsoft.Extensions.Configuration;

namespace LoanTwin.Tests.Web.Storage;

public class DataFolderTests
{
    [Fact]
    public async Task Folder_HeldByOne_IsRefusedToTheNextInOneLine()
    {
        await using var first = AStore.Open();

        var refused = Assert.Throws<StorageException>(() => DataFolder.Open(first.Path));

        Assert.Equal(StorageFault.Refused, refused.Fault);
        Assert.Equal($"The data folder {first.Path} is in use by another LoanTwin.", refused.Message);
    }

    [Fact]
    public async Task Folder_HeldByThisProcess_EndsAnotherProcessWithExitCode78()
    {
        await using var first = AStore.Open();
        using var second = ChildProcess.Start(first.Path);

        await second.EndAsync();

        Assert.Equal(StorageException.RefusedExitCode, second.ExitCode);
        Assert.Contains("in use by another LoanTwin", Assert.Single(second.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_LetGo_OpensAgain()
    {
        await using var store = AStore.Open();
        await store.CloseAsync();

        using var again = DataFolder.Open(store.Path);

        Assert.True(Directory.Exists(again.Backups) && Directory.Exists(again.Logs));
    }

    [Fact]
    public void Folder_ThatCannotBeMade_IsRefusedInOneLine()
    {
        var file = Path.GetTempFileName();
        try
        {
            var refused = Assert.Throws<StorageException>(() => DataFolder.Open(Path.Combine(file, "data")));

            Assert.Equal(StorageFault.Refused, refused.Fault);
            Assert.DoesNotContain('\n', refused.Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Path_WithoutASetting_IsDataBesideTheSolution()
        => Assert.Equal(House.Repository.PathOf("data"), DataFolder.PathFrom(new ConfigurationBuilder().Build()));

    [Fact]
    public void Path_WithASetting_IsThatFolder()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(DataFolder.Setting, "elsewhere")]).Build();

        Assert.Equal(Path.GetFullPath("elsewhere"), DataFolder.PathFrom(settings));
    }

    [Theory]
    [InlineData(499_999_999, 1_000_000_000, true)]
    [InlineData(500_000_000, 1_000_000_000, false)]
    [InlineData(4_900_000_000, 100_000_000_000, true)]
    [InlineData(5_000_000_000, 100_000_000_000, false)]
    public void FreeSpace_UnderOneOfTheLimits_IsLow(long free, long total, bool isLow) => Assert.Equal(isLow, new FreeSpace(free, total).IsLow);

    [Fact]
    public async Task FreeSpace_OfAFolder_IsRead()
    {
        await using var store = AStore.Open();

        var space = store.Store.Folder.ReadFreeSpace();

        Assert.InRange(space.FreeBytes, 1, space.TotalBytes);
    }
}
