using System.Text.Json;
using System.Text.RegularExpressions;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Properties;

/// <summary>Every published number is finite, in range and in plain notation, whatever the state contains.</summary>
[TestClass]
internal sealed partial class WireNumberProperties
{
    private readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(200);

    [TestMethod]
    public void Frames_OddNumbersInTheState_LeaveFiniteInRangeAndPlain() =>
        Prop.ForAll(Walks.OddStates, states =>
        {
            var publisher = new Publisher();
            foreach (AvatarState state in states)
            {
                EncodedTick frames = publisher.Tick(state, TimeSpan.FromMilliseconds(100));
                AssertPlain(frames.Greeting);
                AssertPlain(frames.Full(stamped: true));
                FieldMask mask = publisher.JustPublished();
                if (!mask.IsEmpty)
                {
                    AssertPlain(frames.Delta(mask, stamped: true));
                }
            }
        }).Check(_config);

    // No exponent, no leading zero, no -0, no more digits than a millionth has, and no trailing zeros.
    [GeneratedRegex(@"^(?!-0$)-?(0|[1-9][0-9]*)(\.[0-9]{0,5}[1-9])?$")]
    private static partial Regex PlainNumber();

    private static void AssertPlain(Frame frame)
    {
        JsonElement message = Json.Parse(frame.Payload);
        foreach (FieldId field in AvatarStates.Fields)
        {
            string group = (int)field < Field.ExpressionCount ? "expression" : "spirits";
            if (message.TryGetProperty(group, out JsonElement members)
                && members.TryGetProperty(Field.Name(field), out JsonElement value))
            {
                Assert.MatchesRegex(PlainNumber(), value.GetRawText(), Field.Name(field));
                Assert.IsInRange(Field.Min(field), Field.Max(field), value.GetDouble(), Field.Name(field));
            }
        }
    }
}
