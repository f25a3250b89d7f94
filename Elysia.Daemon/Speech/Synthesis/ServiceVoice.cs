using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Elysia.Configuration.Options;
using Elysia.State;

namespace Elysia.Speech.Synthesis;

/// <summary>Says sentences by a service that speaks OpenAI's /audio/speech. Any thread.</summary>
/// <remarks>The service tells no sounds, so those of another voice are put where the clip sounds like them
/// (<see cref="ForcedAlignment"/>). Bounded by <see cref="AtOnceMax"/>, <see cref="ClipMaxBytes"/> and the time-out; whatever
/// goes wrong has a name in <see cref="VoiceOutcome"/>, and the sentence has a mouth and no sound.</remarks>
/// <param name="settings">The service.</param>
/// <param name="mouth">Where the mouth comes from.</param>
/// <param name="clips">Where clips are kept.</param>
/// <param name="counters">What came of it.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class ServiceVoice(
    VoiceSettings settings, IVoice mouth, ClipStore clips, VoiceCounters counters, TimeProvider time) : IVoice, IDisposable
{
    /// <summary>Most sentences that are asked for at a time; the next has no sound.</summary>
    public const int AtOnceMax = 8;

    /// <summary>Largest clip that is taken.</summary>
    /// <remarks>Unit: bytes. 16 MiB: nearly six minutes at 24 kHz, and the longest answer at half speed needs three.</remarks>
    public const int ClipMaxBytes = 16 * 1024 * 1024;

    private const string DefaultVoice = "nova";

    private const int BufferBytes = 64 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        // Ours is on the daemon's clock.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private int _asking;

    /// <inheritdoc/>
    public async ValueTask<SpokenSentence> SayAsync(string sentence, VoiceProperties voice, CancellationToken stopping)
    {
        SpokenSentence silent = await mouth.SayAsync(sentence, voice, stopping).ConfigureAwait(false);
        (VoiceOutcome outcome, byte[]? wav) = await AskAsync(sentence, voice, stopping).ConfigureAwait(false);
        WavSpan? span = wav is null ? null : WavFile.Read(wav);
        if (wav is not null && span is null)
        {
            outcome = VoiceOutcome.NotSound;
        }

        counters.Count(outcome);
        if (wav is null || span is not { } heard)
        {
            return silent;
        }

        SpeechClip? clip = clips.Keep(wav, TimeSpan.FromSeconds(heard.DurationSeconds));
        return clip is null ? silent
            : new SpokenSentence(ForcedAlignment.Align(silent.Track, wav, heard), clip);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<(VoiceOutcome Outcome, byte[]? Wav)> AskAsync(
        string sentence, VoiceProperties voice, CancellationToken stopping)
    {
        if (Interlocked.Increment(ref _asking) > AtOnceMax)
        {
            Interlocked.Decrement(ref _asking);
            return (VoiceOutcome.Busy, null);
        }

        using var late = new CancellationTokenSource(settings.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, late.Token);
        try
        {
            using HttpRequestMessage request = Request(sentence, voice);
            using HttpResponseMessage response = await _http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? await ReadAsync(response.Content, either.Token).ConfigureAwait(false)
                : (VoiceOutcome.Refused, null);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return (VoiceOutcome.TimedOut, null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !stopping.IsCancellationRequested)
        {
            return (VoiceOutcome.Refused, null);
        }
        finally
        {
            Interlocked.Decrement(ref _asking);
        }
    }

    private HttpRequestMessage Request(string sentence, VoiceProperties voice)
    {
        // The service takes 0.25 to 4 (OpenAI's API reference, createSpeech); her rate, 0.5 to 2, is within.
        var asked = new SpeechRequest(
            settings.Model, sentence, settings.Voice ?? DefaultVoice, "wav", Math.Round(voice.Rate, 2));

        // Not JsonContent: it is sent in chunks, which small servers do not read.
        var request = new HttpRequestMessage(HttpMethod.Post, $"{settings.Url!.ToString().TrimEnd('/')}/audio/speech")
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(asked, SpeechRequestJson.Default.SpeechRequest)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (settings.Key is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Text);
        }

        return request;
    }

    private static async Task<(VoiceOutcome Outcome, byte[]? Wav)> ReadAsync(HttpContent content, CancellationToken stopping)
    {
        using Stream stream = await content.ReadAsStreamAsync(stopping).ConfigureAwait(false);
        using var wav = new MemoryStream();
        var buffer = new byte[BufferBytes];
        for (int read; (read = await stream.ReadAsync(buffer, stopping).ConfigureAwait(false)) > 0;)
        {
            if (wav.Length + read > ClipMaxBytes)
            {
                return (VoiceOutcome.TooLong, null);
            }

            wav.Write(buffer, 0, read);
        }

        return (VoiceOutcome.Said, wav.ToArray());
    }
}

/// <summary>What an OpenAI-compatible speech service is asked: POST …/audio/speech.</summary>
internal sealed record SpeechRequest(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("input")] string Input,
    [property: JsonPropertyName("voice")] string Voice,
    [property: JsonPropertyName("response_format")] string ResponseFormat,
    [property: JsonPropertyName("speed")] double Speed);

/// <summary>Writes <see cref="SpeechRequest"/> without reflection.</summary>
[JsonSerializable(typeof(SpeechRequest))]
internal sealed partial class SpeechRequestJson : JsonSerializerContext;
