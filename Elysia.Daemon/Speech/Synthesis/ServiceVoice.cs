using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Elysia.Configuration.Options;
using Elysia.State;

namespace Elysia.Speech.Synthesis;

/// <summary>Synthesises sentences with a service that implements OpenAI's /audio/speech. Any thread.</summary>
/// <remarks>The service gives no phoneme times, so the phonemes of another voice are aligned to the clip
/// (<see cref="ForcedAlignment"/>). Bounded by <see cref="AtOnceMax"/>, <see cref="ClipMaxBytes"/> and the timeout.
/// Every failure has a name in <see cref="VoiceOutcome"/>; the sentence then has mouth movement without
/// sound.</remarks>
/// <param name="settings">The settings of the service.</param>
/// <param name="mouth">The voice that gives the phonemes.</param>
/// <param name="clips">The store for clips.</param>
/// <param name="counters">Counts the outcomes.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class ServiceVoice(
    VoiceSettings settings, IVoice mouth, ClipStore clips, VoiceCounters counters, TimeProvider time) : IVoice, IDisposable
{
    /// <summary>The maximum number of concurrent requests; a sentence beyond it has no sound.</summary>
    public const int AtOnceMax = 8;

    /// <summary>The maximum size of a clip.</summary>
    /// <remarks>Unit: bytes. 16 MiB is nearly six minutes at 24 kHz; the longest answer at half speed needs
    /// three.</remarks>
    public const int ClipMaxBytes = 16 * 1024 * 1024;

    private const string DefaultVoice = "nova";

    private const int BufferBytes = 64 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        // The timeout is measured on the daemon's clock instead.
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
        // The service accepts 0.25 to 4 (OpenAI's API reference, createSpeech); her rate, 0.5 to 2, is within that.
        var asked = new SpeechRequest(
            settings.Model, sentence, settings.Voice ?? DefaultVoice, "wav", Math.Round(voice.Rate, 2));

        // Not JsonContent: that sends chunks, which small servers do not read.
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

/// <summary>The request body of an OpenAI-compatible speech service: POST …/audio/speech.</summary>
internal sealed record SpeechRequest(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("input")] string Input,
    [property: JsonPropertyName("voice")] string Voice,
    [property: JsonPropertyName("response_format")] string ResponseFormat,
    [property: JsonPropertyName("speed")] double Speed);

/// <summary>Serialises <see cref="SpeechRequest"/> without reflection.</summary>
[JsonSerializable(typeof(SpeechRequest))]
internal sealed partial class SpeechRequestJson : JsonSerializerContext;
