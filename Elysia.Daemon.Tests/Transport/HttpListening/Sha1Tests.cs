using System.Security.Cryptography;
using System.Text;
using Elysia.Transport.HttpListening;

namespace Elysia.Tests.Transport.HttpListening;

/// <summary>Tests the daemon's SHA-1 against the standard and the framework.</summary>
[TestClass]
internal sealed class Sha1Tests
{
    [TestMethod]
    [DataRow("", "da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [DataRow("abc", "a9993e364706816aba3e25717850c26c9cd0d89d")]
    [DataRow("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1")]
    public void HashData_ExamplesOfTheStandard_MatchTheirDigests(string text, string digest) =>
        Assert.AreEqual(digest, Convert.ToHexStringLower(Sha1.HashData(Encoding.ASCII.GetBytes(text))));

    [TestMethod]
    public void HashData_EveryLengthUpToThreeBlocks_MatchesTheFramework()
    {
        var random = new Random(1);
        for (int length = 0; length <= 3 * 64; length++)
        {
            var data = new byte[length];
            random.NextBytes(data);
#pragma warning disable CA5350 // The other side of the comparison.
            CollectionAssert.AreEqual(SHA1.HashData(data), Sha1.HashData(data), $"{length} bytes");
#pragma warning restore CA5350
        }
    }
}
