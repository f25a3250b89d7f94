using System.Text.Json;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Tests.Fakes.Viewers;

/// <summary>A viewer modelled on the reference's browser page: it parses each message, keeps two groups, merges
/// deltas.</summary>
/// <remarks>Uses none of Elysia's types except the names on the wire, so that it proves what a foreign viewer
/// sees.</remarks>
internal sealed class ViewerModel
{
    private readonly Dictionary<string, double> _expression = [];
    private readonly Dictionary<string, double> _spirits = [];

    /// <summary>The number of messages of each type; the untyped first message counts as "".</summary>
    public Dictionary<string, int> Received { get; } = [];

    /// <summary>Her last answer, if there is one.</summary>
    public JsonElement? LastSpeech { get; private set; }

    /// <summary>The five values of the face.</summary>
    public IReadOnlyDictionary<string, double> Expression => _expression;

    /// <summary>The seven spirits.</summary>
    public IReadOnlyDictionary<string, double> Spirits => _spirits;

    /// <summary>Returns the value shown for a field; fails if none ever arrived.</summary>
    public double this[FieldId field] =>
        ((int)field < Field.ExpressionCount ? _expression : _spirits)[Field.Name(field)];

    /// <summary>Applies a frame of the daemon.</summary>
    public void Receive(Frame frame) => Receive(Json.Parse(frame.Payload));

    /// <summary>Applies a message.</summary>
    /// <exception cref="InvalidDataException">The reference's page does not know the type.</exception>
    public void Receive(JsonElement message)
    {
        string type = message.TryGetProperty("type", out JsonElement name) ? name.GetString()! : "";
        Received[type] = Received.GetValueOrDefault(type) + 1;
        switch (type)
        {
            case "":
            case "full":
                _expression.Clear();
                _spirits.Clear();
                Merge(message);
                break;
            case "delta":
                Merge(message);
                break;
            case "speech":
                LastSpeech = message;
                break;
            case "error":
            case "metrics":
            case "answered":
            case "interrupted":
                break;
            case "alert":
                // Only a client that asked for metrics gets an alert, which the reference's page never does.
                break;
            case "auth":
            case "revoked":
                // Only clients that use tokens get these, which those of the reference never do.
                break;
            default:
                throw new InvalidDataException($"A viewer of the reference does not know the type '{type}'.");
        }
    }

    /// <summary>Whether two viewers show the same picture.</summary>
    public bool Shows(ViewerModel other) => Same(_expression, other._expression) && Same(_spirits, other._spirits);

    private static bool Same(Dictionary<string, double> left, Dictionary<string, double> right) =>
        left.Count == right.Count && left.All(pair => right.TryGetValue(pair.Key, out double value) && value.Equals(pair.Value));

    private static void Take(JsonElement message, string group, Dictionary<string, double> into)
    {
        if (message.TryGetProperty(group, out JsonElement members))
        {
            foreach (JsonProperty member in members.EnumerateObject())
            {
                into[member.Name] = member.Value.GetDouble();
            }
        }
    }

    private void Merge(JsonElement message)
    {
        Take(message, "expression", _expression);
        Take(message, "spirits", _spirits);
    }
}
