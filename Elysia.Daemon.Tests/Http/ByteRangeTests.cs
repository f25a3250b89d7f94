using System.Net;
using Elysia.Admission.Network;
using Elysia.Http;
using Elysia.Speech.Synthesis;

namespace Elysia.Tests.Http;

/// <summary>Parts of a clip, as Safari fetches them.</summary>
[TestClass]
internal sealed class ByteRangeTests
{
    // Stands for the tag of the clip itself.
    private const string OwnTag = "own";

    private static readonly byte[] Wav = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];

    [TestMethod]
    [DataRow("bytes=0-1", 0, 1)]
    [DataRow("bytes=0-", 0, 99)]
    [DataRow("bytes=99-", 99, 99)]
    [DataRow("bytes=10-1000", 10, 99)]
    [DataRow("bytes=-1", 99, 99)]
    [DataRow("bytes=-1000", 0, 99)]
    [DataRow("Bytes= 5 - 6 ", 5, 6)]
    public void Get_ARange_Is206WithThatPart(string range, int first, int last)
    {
        HttpResponse answer = Ask("GET", ("Range", range));
        Assert.AreEqual(206, answer.Status);
        CollectionAssert.AreEqual(Wav[first..(last + 1)], answer.Body.ToArray());
        CollectionAssert.Contains(answer.Headers.ToArray(), ("Content-Range", $"bytes {first}-{last}/100"));
        CollectionAssert.Contains(answer.Headers.ToArray(), ("Accept-Ranges", "bytes"));
    }

    [TestMethod]
    [DataRow("bytes=100-")]
    [DataRow("bytes=9223372036854775807-")]
    [DataRow("bytes=-0")]
    public void Get_ARangeBeyondTheEnd_Is416WithTheLength(string range)
    {
        HttpResponse answer = Ask("GET", ("Range", range));
        Assert.AreEqual(416, answer.Status);
        CollectionAssert.Contains(answer.Headers.ToArray(), ("Content-Range", "bytes */100"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("bytes")]
    [DataRow("bytes=")]
    [DataRow("bytes=-")]
    [DataRow("bytes=5-2")]
    [DataRow("bytes=a-b")]
    [DataRow("bytes=0-1,5-6")]
    [DataRow("bytes=+1-2")]
    [DataRow("bytes=99999999999999999999-")]
    [DataRow("lines=0-1")]
    public void Get_WhatIsNoSingleRange_IsTheWhole(string range)
    {
        HttpResponse answer = Ask("GET", ("Range", range));
        Assert.AreEqual(200, answer.Status);
        Assert.AreEqual(100, answer.Body.Length);
    }

    [TestMethod]
    public void Get_ARangeOfAnotherClip_IsTheWhole()
    {
        Assert.AreEqual(206, Ask("GET", ("Range", "bytes=0-1"), ("If-Range", OwnTag)).Status);
        Assert.AreEqual(200, Ask("GET", ("Range", "bytes=0-1"), ("If-Range", "\"another\"")).Status);
    }

    [TestMethod]
    public void Head_ARange_IsTheWhole() => Assert.AreEqual(200, Ask("HEAD", ("Range", "bytes=0-1")).Status);

    private static HttpResponse Ask(string method, params (string Name, string Value)[] headers)
    {
        var clips = new ClipStore(1000, TimeSpan.FromMinutes(1), TimeProvider.System);
        var client = new RemoteClient(IPAddress.Loopback, IsForwarded: false, IsLocal: true);
        string path = clips.Keep(Wav, TimeSpan.FromSeconds(1))!.Path;
        string tag = $"\"{path[ClipStore.Folder.Length..]}\"";
        return new ClipEndpoint(clips).Answer(new HttpRequest(method, path, client, name =>
            headers.Where(h => h.Name == name).Select(h => h.Value == OwnTag ? tag : h.Value).FirstOrDefault()));
    }
}
