using Elysia.Diff;
using Elysia.State;

namespace Elysia.Motion;

/// <summary>Finds the shortest form for the forecast of a field. Pure except for the time constant that it
/// remembers.</summary>
/// <param name="threshold">The maximum difference between what a viewer shows and the true value.</param>
internal sealed class MotionFit(DeltaThreshold threshold)
{
    private const int TauMinMs = 8;
    private const int TauMaxMs = 4000;
    private const int SearchSteps = 24;
    private const double Still = 1e-9;

    // The beat moves by 2 per turn, so this is 0.6 of the threshold.
    private const double TurnsShare = 0.3;
    private const int HertzSamplesMin = 8;

    // A phase that is half a turn off is corrected with at most 140 Hz per second.
    private const double HertzSpeedMax = 500;

    // Fitted more closely than what is checked later, or the next tick might correct what this one has just published.
    // Between two samples, dark and aether also turn by up to a third of a hundredth.
    private const double FitShare = 0.65;

    private readonly CurveFit _curves = new(threshold);
    private int _lastTauMs = FaceTrajectory.FaceTauMs;

    /// <summary>Returns the motion of a field from now on.</summary>
    /// <param name="field">Any field except the beat.</param>
    /// <param name="us">The current server time in microseconds.</param>
    /// <param name="shown">The value that viewers show now; null before the first motion.</param>
    /// <param name="forecast">The forecast.</param>
    public FieldMotion Of(FieldId field, long us, double? shown, MotionForecast forecast)
    {
        ReadOnlySpan<double> samples = forecast.Of(field);
        double last = samples[^1];
        bool rests = Math.Abs(last - samples[^2]) < Still;
        int target = rests ? FixedPoint.FromDouble(last) : Fine(last);
        bool level = rests && IsLevel(samples) && Math.Abs(forecast.Slope(field)) < Still;
        if (level && (shown is null || FixedPoint.FromDouble(shown.Value) == target))
        {
            return new HoldMotion(us, target);
        }

        // Starts at the value that viewers show, so that nothing jumps; at the true value only where the two differ too
        // much.
        double from = shown is { } value && Math.Abs(value - samples[0]) < threshold.Value * FitShare ? value : samples[0];
        return (FieldMotion?)Approach(field, us, Fine(from), target, samples, forecast)
            ?? _curves.Of(us, Fine(from), samples, forecast.StepMs, forecast.Slope(field))
            ?? (FieldMotion?)Approach(field, us, Fine(samples[0]), target, samples, forecast)
            ?? _curves.OfAny(us, Fine(samples[0]), samples, forecast.StepMs, forecast.Slope(field));
    }

    /// <summary>Returns the motion of the heart from now on.</summary>
    /// <param name="us">The current server time in microseconds.</param>
    /// <param name="turns">The phase, in turns.</param>
    /// <param name="forecast">The forecast of its frequency.</param>
    public HeartbeatMotion Heart(long us, double turns, MotionForecast forecast)
    {
        ReadOnlySpan<double> hertz = forecast.Of(FieldId.Beat);
        int phase = FixedPoint.FromDouble(turns - Math.Floor(turns)) % FixedPoint.One;
        int from = FixedPoint.FromDouble(hertz[0]);
        int velocity = FixedPoint.FromDouble(Math.Clamp(forecast.Slope(FieldId.Beat), -HertzSpeedMax, HertzSpeedMax));
        while (true)
        {
            // A frequency that rises and falls has no simple form; then a shorter part of the forecast is used.
            int target = FixedPoint.FromDouble(hertz[^1]);
            int tau = FaceTrajectory.FaceTauMs;
            if (TurnsOff(from, velocity, target, tau, hertz, forecast.StepMs) > threshold.Value * TurnsShare)
            {
                tau = BestTau(from, velocity, target, hertz, forecast.StepMs).TauMs;
            }

            if (hertz.Length <= HertzSamplesMin
                || TurnsOff(from, velocity, target, tau, hertz, forecast.StepMs) <= threshold.Value * TurnsShare)
            {
                return new HeartbeatMotion(us, phase, from, velocity, target, tau);
            }

            hertz = hertz[..(hertz.Length / 2)];
        }
    }

    /// <summary>Returns the maximum error of the phase over all samples, in turns.</summary>
    private static double TurnsOff(
        int from, int velocity, int target, double tauMs, ReadOnlySpan<double> hertz, int stepMs)
    {
        var way = new CriticalDamping(
            FixedPoint.ToDouble(from), FixedPoint.ToDouble(velocity), FixedPoint.ToDouble(target), tauMs / 1000);
        double turns = 0;
        double worst = 0;
        for (int i = 1; i < hertz.Length; i++)
        {
            turns += (hertz[i - 1] + hertz[i]) / 2 * stepMs / 1000.0;
            worst = Math.Max(worst, Math.Abs(way.Integral(i * stepMs / 1000.0) - turns));
        }

        return worst;
    }

    private static bool IsLevel(ReadOnlySpan<double> samples)
    {
        foreach (double sample in samples)
        {
            if (Math.Abs(sample - samples[^1]) >= Still)
            {
                return false;
            }
        }

        return true;
    }

    private DampedMotion? Approach(
        FieldId field, long us, int from, int target, ReadOnlySpan<double> samples, MotionForecast forecast)
    {
        int velocity = Speed(forecast.Slope(field));
        double allowed = threshold.Value * FitShare;
        foreach (int known in (ReadOnlySpan<int>)[_lastTauMs, FaceTrajectory.TauMs(field)])
        {
            if (Error(from, velocity, target, known, samples, forecast.StepMs) <= allowed)
            {
                return new DampedMotion(us, from, velocity, target, known);
            }
        }

        (int tau, double error) = BestTau(from, velocity, target, samples, forecast.StepMs);
        if (error > allowed)
        {
            return null;
        }

        _lastTauMs = tau;
        return new DampedMotion(us, from, velocity, target, tau);
    }

    /// <summary>Finds the time constant with the least error by ternary search; a golden-section search would save
    /// little.</summary>
    private static (int TauMs, double Error) BestTau(
        int from, int velocity, int target, ReadOnlySpan<double> samples, int stepMs)
    {
        double low = Math.Log(TauMinMs);
        double high = Math.Log(TauMaxMs);
        for (int i = 0; i < SearchSteps; i++)
        {
            double third = (high - low) / 3;
            bool left = Error(from, velocity, target, Math.Exp(low + third), samples, stepMs)
                < Error(from, velocity, target, Math.Exp(high - third), samples, stepMs);
            (low, high) = left ? (low, high - third) : (low + third, high);
        }

        var tau = (int)Math.Round(Math.Exp((low + high) / 2));
        return (tau, Error(from, velocity, target, tau, samples, stepMs));
    }

    private static double Error(
        int from, int velocity, int target, double tauMs, ReadOnlySpan<double> samples, int stepMs)
    {
        var way = new CriticalDamping(
            FixedPoint.ToDouble(from), FixedPoint.ToDouble(velocity), FixedPoint.ToDouble(target), tauMs / 1000);
        double worst = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(way.At(i * stepMs / 1000.0) - samples[i]));
        }

        return worst;
    }

    private int Fine(double value) => FixedPoint.RoundTo(FixedPoint.FromDouble(value), CurveFit.ValueQuantum(threshold));

    private int Speed(double perSecond) => CurveFit.Speed(perSecond, threshold);
}
