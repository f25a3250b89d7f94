using System.Text.Json;
using System.Text.RegularExpressions;
using Elysia.Protocol.Messages;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Repository.Contracts;

/// <summary>Compares docs/PROTOCOL.md with the code: its examples decode, its close codes are the code's.</summary>
[TestClass]
internal sealed partial class DocsContractTests
{
    private readonly string _protocol = SourceTree.Read("docs/PROTOCOL.md");

    [TestMethod]
    public void Protocol_EveryClientExample_IsTaken()
    {
        string[] examples = Examples("client");
        Assert.IsNotEmpty(examples);
        foreach (string example in examples)
        {
            Assert.IsNull(Json.Decode(example).Error, example);
        }
    }

    [TestMethod]
    public void Protocol_ClientExamples_ShowEveryMessageThereIs()
    {
        ClientMessageKind[] shown =
            [.. Examples("client").Select(e => Json.Decode(e).Message?.Kind).OfType<ClientMessageKind>().Distinct()];
        CollectionAssert.AreEquivalent(Enum.GetValues<ClientMessageKind>(), shown);
    }

    [TestMethod]
    public void Protocol_EveryServerExample_IsUnderstoodByAViewer()
    {
        var viewer = new ViewerModel();
        foreach (string example in Examples("server"))
        {
            viewer.Receive(Json.Parse(example));
        }

        CollectionAssert.IsSubsetOf(new[] { "", "full", "delta", "speech", "error", "auth", "revoked" }, viewer.Received.Keys);
        Assert.HasCount(5, viewer.Expression);
        Assert.HasCount(7, viewer.Spirits);
    }

    [TestMethod]
    public void Protocol_TableOfCloseCodes_IsTheCodes()
    {
        Dictionary<string, string> documented = CloseRow().Matches(_protocol)
            .ToDictionary(row => row.Groups["reason"].Value, row => row.Groups["code"].Value);
        foreach (CloseReason reason in Enum.GetValues<CloseReason>())
        {
            string expected = reason switch
            {
                CloseReason.PeerClosed => "the peer's",
                CloseReason.PeerGone => "–",
                _ => $"{CloseCode.From(reason)}",
            };
            Assert.AreEqual(expected, documented.GetValueOrDefault(reason.ToString()), reason.ToString());
        }

        Assert.HasCount(Enum.GetValues<CloseReason>().Length, documented);
    }

    [GeneratedRegex(@"^\| (?<code>[0-9]{4}|–|the peer's) \| `(?<reason>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex CloseRow();

    private string[] Examples(string side) =>
    [
        .. Regex.Matches(_protocol, $@"^```json {side}\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)
            .SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
    ];
}
