using System.Text;
using Elysia.Configuration;
using Elysia.Transport.WebSockets;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Transport.WebSockets;

/// <summary>Tests assembling a message: the result does not depend on the pieces, and its length counts in
/// characters.</summary>
[TestClass]
internal sealed class MessageBufferTests
{
    [TestMethod]
    public void Add_AnyPieces_AssemblesTheMessageAndCountsItsCharacters() =>
        Prop.ForAll(Arb.From(Texts()), drawn =>
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(drawn.Text);
            using var buffer = new MessageBuffer();
            for (int at = 0; at < utf8.Length;)
            {
                Memory<byte> free = buffer.Free();
                int bytes = Math.Min(Math.Min(drawn.Piece, free.Length), utf8.Length - at);
                utf8.AsMemory(at, bytes).CopyTo(free);
                buffer.Add(bytes);
                at += bytes;
            }

            Assert.IsTrue(buffer.Message.SequenceEqual(utf8));
            Assert.AreEqual(drawn.Text.EnumerateRunes().Count() > Limits.MessageMaxChars, buffer.IsTooLong);
            buffer.Dispose();
            Assert.IsTrue(buffer.Message.IsEmpty, "A disposed buffer starts empty.");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    // Lengths around the limit, in letters of one to four bytes.
    private static Gen<(string Text, int Piece)> Texts() =>
        from letter in Gen.Elements("x", "é", "한", "🌊")
        from length in Gen.Frequency((3, Gen.Choose(9_990, 10_010)), (2, Gen.Choose(0, 3000)), (1, Gen.Elements(20_000, 50_000)))
        from piece in Gen.Choose(1, 5000)
        select (string.Concat(Enumerable.Repeat(letter, length)), Math.Max(piece, length / 50));
}
